package org.kith.identity.clients.web;

import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.kith.identity.clients.MakeClientHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Makes clients for agencies and performance teams, for tokens with the scope {@code operate}. */
@RestController
class ClientsController {

    private final MakeClientHandler makeClient;

    ClientsController(MakeClientHandler makeClient) {
        this.makeClient = makeClient;
    }

    @PostMapping("/clients")
    ClientView make(@RequestBody ClientForm form) {
        var command = form.checked();
        makeClient.handle(command);
        return new ClientView(
                command.clientId(),
                command.about().council(),
                command.about().kind(),
                command.about().agency(),
                new TreeSet<>(command.scopes()));
    }

    /** A client without its secret. */
    record ClientView(
            String clientId,
            String council,
            String kind,
            @Nullable String agency,
            SortedSet<String> scopes) {}
}
