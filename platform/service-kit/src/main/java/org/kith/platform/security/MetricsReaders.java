package org.kith.platform.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.security.web.util.matcher.IpAddressMatcher;

/**
 * Who may read figures about the running process without a token.
 *
 * @param from addresses or networks; loopback unless said otherwise
 */
@ConfigurationProperties("kith.metrics-readers")
record MetricsReaders(@DefaultValue({"127.0.0.1", "::1"}) List<String> from) {

    boolean include(HttpServletRequest request) {
        return from.stream().anyMatch(network -> new IpAddressMatcher(network).matches(request.getRemoteAddr()));
    }
}
