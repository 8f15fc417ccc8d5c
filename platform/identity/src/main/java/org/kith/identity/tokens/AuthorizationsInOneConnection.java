package org.kith.identity.tokens;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Reads an authorization and its client on one connection. Spring's own reads the client while it still holds the row, on a
 * second connection: a handful of people who sign in at once would then wait for each other until the pool gives up.
 */
final class AuthorizationsInOneConnection implements OAuth2AuthorizationService {

    private final OAuth2AuthorizationService rows;
    private final TransactionOperations transaction;

    AuthorizationsInOneConnection(OAuth2AuthorizationService rows, TransactionOperations transaction) {
        this.rows = rows;
        this.transaction = transaction;
    }

    @Override
    public void save(OAuth2Authorization authorization) {
        transaction.executeWithoutResult(status -> rows.save(authorization));
    }

    @Override
    public void remove(OAuth2Authorization authorization) {
        transaction.executeWithoutResult(status -> rows.remove(authorization));
    }

    @Override
    public @Nullable OAuth2Authorization findById(String id) {
        return find(() -> rows.findById(id));
    }

    @Override
    public @Nullable OAuth2Authorization findByToken(String token, @Nullable OAuth2TokenType type) {
        return find(() -> rows.findByToken(token, type));
    }

    private @Nullable OAuth2Authorization find(Supplier<@Nullable OAuth2Authorization> read) {
        return transaction.execute(status -> read.get());
    }
}
