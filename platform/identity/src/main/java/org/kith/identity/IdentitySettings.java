package org.kith.identity;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * What the issuer is told at start; {@code identity.yml} says each default.
 *
 * @param issuer the address in every token; services compare it letter by letter
 * @param gatewayAddress the one address people open
 * @param rights where team allocation says who administers people
 * @param council council of the operator's and the public intake's tokens
 */
@Validated
@ConfigurationProperties("kith.identity")
public record IdentitySettings(
        URI issuer,
        URI gatewayAddress,
        URI rights,

        @Pattern(regexp = "[EWSN]\\d{8}", message = "is an ONS code such as E10000017") String council,

        String operatorSecret,
        String gatewaySecret,
        Duration accessTokenLife,
        Duration peoplesTokenLife,
        Duration signInLife,
        @Min(1) int triesPerAccount,
        @Min(1) int triesPerAddress,
        Duration waitAfterTries) {}
