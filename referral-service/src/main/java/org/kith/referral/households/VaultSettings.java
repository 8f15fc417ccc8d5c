package org.kith.referral.households;

import java.util.Base64;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The installation's secret behind protected addresses.
 *
 * @param vaultKey 32 bytes as base64; losing it loses the addresses
 */
@ConfigurationProperties("kith.referral")
record VaultSettings(String vaultKey) {

    private static final int BYTES = 32;

    VaultSettings {
        if (Base64.getDecoder().decode(vaultKey).length != BYTES) {
            throw new IllegalArgumentException("kith.referral.vault-key must be 32 bytes as base64");
        }
    }

    @Override
    public String toString() {
        return "VaultSettings[not shown]";
    }
}
