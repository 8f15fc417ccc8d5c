package org.kith.platform.production;

import java.util.ArrayList;
import java.util.List;
import org.kith.platform.inbox.Feed;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.cloud.stream.binder.kafka.properties.KafkaExtendedBindingProperties;
import org.springframework.cloud.stream.config.BindingServiceProperties;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;

/** What is wrong with the service's own settings: public keys in use, bindings whose faults nobody handles. */
final class OwnSettings {

    /** Keys that are published with the sources begin with this, in base64: not-for-real-data. */
    private static final String PUBLISHED = "bm90LWZvci1yZWFsLWRhdGE";

    private static final String PUBLIC_PASSWORD = "kith";
    private static final String OUR_HANDLER = "kithTryBatchAgain";

    private OwnSettings() {}

    /** What is wrong with keys and modes. */
    static List<Finding> keys(ConfigurableEnvironment environment) {
        var wrong = new ArrayList<Finding>();
        if (PUBLIC_PASSWORD.equals(environment.getProperty("kith.database.password"))) {
            wrong.add(new Finding(
                    "kith.database.password",
                    "the one everybody knows",
                    "Give the service its own from a file: KITH_DB_PASSWORD"));
        }
        if (environment.getProperty("kith.audit.checkpoints.folder", "").isBlank()) {
            wrong.add(
                    new Finding(
                            "kith.audit.checkpoints.folder",
                            "none",
                            "Whoever owns the database could cut the audit unseen: set KITH_AUDIT_CHECKPOINTS to a folder on another machine's disk"));
        }
        if (environment.getProperty(
                "kith.demo", Boolean.class, environment.getProperty("KITH_DEMO", Boolean.class, false))) {
            wrong.add(new Finding("KITH_DEMO", "true", "Made-up people sign in with it: leave it out"));
        }
        for (var source : environment.getPropertySources()) {
            if (source instanceof EnumerablePropertySource<?> settings) {
                for (var name : settings.getPropertyNames()) {
                    var value = name.startsWith("kith.") ? environment.getProperty(name) : null;
                    if (value != null && value.startsWith(PUBLISHED)) {
                        wrong.add(new Finding(
                                name,
                                "the key published with the sources",
                                "Make one that nobody knows: make-secrets"));
                    }
                }
            }
        }
        return wrong;
    }

    /** What is wrong with the bindings that hear facts. */
    static List<Finding> bindings(
            BindingServiceProperties bindings, KafkaExtendedBindingProperties kafka, BeanFactory beans) {
        var wrong = new ArrayList<Finding>();
        bindings.getBindings().forEach((name, binding) -> {
            int end = name.indexOf("-in-");
            if (end < 0) {
                return;
            }
            var bean = name.substring(0, end);
            if (!beans.containsBean(bean) || !(beans.getBean(bean) instanceof Feed)) {
                wrong.add(new Finding(
                        "Binding " + name,
                        "heard by something that is no Feed",
                        "Hear it through Feeds, which keeps order"));
            }
            var consumer = bindings.getConsumerProperties(name);
            var extended = kafka.getExtendedConsumerProperties(name);
            if (extended.isEnableDlq()
                    || !OUR_HANDLER.equals(extended.getCommonErrorHandlerBeanName())
                    || !consumer.isBatchMode()
                    || consumer.getMaxAttempts() != 1) {
                wrong.add(new Finding(
                        "Binding " + name,
                        "without our handler of faults",
                        "A fact would be logged and skipped: leave the consumer's defaults of kith-stream.yml alone"));
            }
            if (binding.getGroup() == null) {
                wrong.add(new Finding("Binding " + name, "without a group", "Name it: group: <service>"));
            }
        });
        return wrong;
    }
}
