package org.kith.identity.clients;

import java.util.Set;

/** Let a program ask for tokens of its own, or change what it may; said twice it is done once. */
public record MakeClient(String clientId, String secret, ClientAbout about, Set<String> scopes) {}
