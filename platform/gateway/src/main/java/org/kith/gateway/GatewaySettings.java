package org.kith.gateway;

import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * What the gateway is told at start; {@code gateway.yml} says each default.
 *
 * @param address the one address people open; sign-in returns here
 * @param issuer the address in every token
 * @param signIn where the issuer's doors are
 * @param secret the secret of the gateway's two clients
 * @param neighbours where the services are
 * @param worries how many worries one address may raise without an account
 * @param metricsFrom networks that may read figures about the process
 */
@Validated
@ConfigurationProperties("kith.gateway")
public record GatewaySettings(
        URI address,
        URI issuer,
        SignIn signIn,
        String secret,
        Neighbours neighbours,
        Worries worries,
        List<String> metricsFrom) {

    /** Doors of the issuer. The first is opened by browsers, the others by the gateway. */
    public record SignIn(URI authorize, URI token, URI keys, URI revoke, URI introspect) {}

    /**
     * Where the services are and how long they are waited for.
     *
     * @param timeLimit longest wait for one answer
     * @param atOnce how many questions to one service may be open
     */
    public record Neighbours(
            URI referral,
            URI allocation,
            URI specialist,
            URI outcomes,
            Duration timeLimit,
            Duration fileTimeLimit,
            @Min(1) int atOnce) {}

    /** Limit of the public intake, per address. */
    public record Worries(@Min(1) int perAddress, Duration in) {}
}
