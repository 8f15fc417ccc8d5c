package org.kith.gateway.signin;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.support.GenericConversionService;
import org.springframework.core.serializer.support.DeserializingConverter;
import org.springframework.core.serializer.support.SerializationFailedException;
import org.springframework.core.serializer.support.SerializingConverter;
import org.springframework.session.config.SessionRepositoryCustomizer;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.session.jdbc.PostgreSqlJdbcIndexedSessionRepositoryCustomizer;

/** Reads sessions of an earlier version as far as they can be read; what cannot be is asked again, not a fault for ever. */
@Configuration(proxyBeanMethods = false)
class SessionsThatOutliveUs {

    private static final Logger LOG = LoggerFactory.getLogger(SessionsThatOutliveUs.class);

    @Bean
    @SuppressWarnings("NullAway") // Spring Session takes null for an attribute that is not there
    ConversionService springSessionConversionService() {
        var read = new DeserializingConverter(getClass().getClassLoader());
        var conversions = new GenericConversionService();
        conversions.addConverter(Object.class, byte[].class, new SerializingConverter());
        conversions.addConverter(byte[].class, Object.class, bytes -> {
            try {
                return read.convert(bytes);
            } catch (SerializationFailedException ofAnotherVersion) {
                LOG.info("Part of a session is of another version and is forgotten");
                return null;
            }
        });
        return conversions;
    }

    /** Two pages that somebody opens at once may both be the first to keep something of one name: the later one stands. */
    @Bean
    SessionRepositoryCustomizer<JdbcIndexedSessionRepository> twoPagesAtOnce() {
        return new PostgreSqlJdbcIndexedSessionRepositoryCustomizer();
    }
}
