package org.kith.identity.clients;

import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/**
 * What tokens say about a program that acts for itself.
 *
 * @param kind agency, public, operator or analyst
 * @param agency code of the agency; absent for the others
 */
public record ClientAbout(
        String council, String kind, @Nullable String agency) {

    static final String COUNCIL = "kith.council";
    static final String KIND = "kith.kind";
    static final String AGENCY = "kith.agency";

    /** Reads it from a client's settings. */
    public static ClientAbout of(RegisteredClient client) {
        var settings = client.getClientSettings();
        String council = settings.getSetting(COUNCIL);
        String kind = settings.getSetting(KIND);
        if (council == null || kind == null) {
            throw new IllegalStateException("Client " + client.getClientId() + " has no council or kind");
        }
        return new ClientAbout(council, kind, settings.getSetting(AGENCY));
    }
}
