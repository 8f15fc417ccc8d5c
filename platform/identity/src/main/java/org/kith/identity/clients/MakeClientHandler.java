package org.kith.identity.clients;

import org.kith.identity.IdentitySettings;
import org.kith.platform.refusal.Refusal;
import org.springframework.stereotype.Service;

/** Makes a client that signs in with its own secret, or brings one up to date. */
@Service
public class MakeClientHandler {

    private final Clients clients;
    private final IdentitySettings settings;

    MakeClientHandler(Clients clients, IdentitySettings settings) {
        this.clients = clients;
        this.settings = settings;
    }

    /**
     * Does it, in no transaction: the secret's hash takes long on purpose, and would hold a connection meanwhile.
     *
     * @throws Refusal if the name is one of Kith's own
     */
    public void handle(MakeClient command) {
        if (command.clientId().startsWith(Clients.OWN)) {
            throw new Refusal(
                    "client-is-ours", "Names that start with kith- are Kith's own", "Choose another client id");
        }
        clients.keep(Clients.machine(command, settings.accessTokenLife()), command.secret());
    }
}
