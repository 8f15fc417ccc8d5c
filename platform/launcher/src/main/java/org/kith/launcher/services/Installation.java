package org.kith.launcher.services;

import java.util.List;
import java.util.Map;
import org.kith.launcher.machine.KithHome;
import org.kith.launcher.machine.Ports;
import org.kith.launcher.machine.Secrets;

/**
 * One Kith on this machine, and what each part must be told so that it belongs to it and to no other.
 *
 * @param home where it keeps everything
 * @param ports where it listens
 */
public record Installation(KithHome home, Ports ports) {

    static final String LOOPBACK = "127.0.0.1";

    /** The environment that every part is given, by the names a container would be given. */
    Map<String, String> environment() {
        var secrets = Secrets.of(home);
        return Map.ofEntries(
                Map.entry("KITH_BIND", LOOPBACK),
                Map.entry("KITH_DEMO", "true"),
                Map.entry("KITH_DB_HOST", LOOPBACK),
                Map.entry("KITH_DB_PORT", Integer.toString(ports.postgres())),
                Map.entry("KITH_KAFKA", LOOPBACK + ":" + ports.kafka()),
                Map.entry("KITH_ISSUER", url(ports.identity())),
                Map.entry("KITH_PUBLIC_URL", publicUrl()),
                Map.entry("KITH_TRAY_URL", publicUrl() + "/tray"),
                Map.entry("KITH_STATUS_URL", url(ports.statusPage())),
                Map.entry("KITH_REFERRAL_URL", url(ports.referral())),
                Map.entry("KITH_ALLOCATION_URL", url(ports.allocation())),
                Map.entry("KITH_SPECIALIST_URL", url(ports.specialist())),
                Map.entry("KITH_OUTCOMES_URL", url(ports.outcomes())),
                // a number that nobody has: those are kept for drama
                Map.entry("KITH_DUTY_TELEPHONE", "01632 960999"),
                // whoever tries it does not wait until the morning for the digest
                Map.entry("KITH_DIGEST_EVERY", "20s"),
                Map.entry("KITH_SMTP_HOST", LOOPBACK),
                Map.entry("KITH_SMTP_PORT", Integer.toString(ports.smtp())),
                Map.entry("KITH_GATEWAY_SECRET", secrets.gateway()),
                Map.entry("KITH_OPERATOR_SECRET", secrets.operator()),
                Map.entry("KITH_AUDIT_CHECKPOINTS", home.auditCheckpoints().toString()),
                Map.entry("KITH_AUDIT_KEY", secrets.audit()));
    }

    /** Spring Boot's arguments for one part; they win over its file. */
    List<String> arguments(Part part) {
        return arguments(part.port(ports));
    }

    /** The same for an instance that listens there. */
    static List<String> arguments(int port) {
        return List.of(
                "--server.port=" + port,
                // the launcher closes contexts itself, before the broker and the database
                "--spring.main.register-shutdown-hook=false");
    }

    /** The one address that people open. */
    public String publicUrl() {
        return url(ports.gateway());
    }

    /** The address of a port of this machine. */
    public static String url(int port) {
        return "http://" + LOOPBACK + ":" + port;
    }
}
