package org.kith.specialist.requests;

/** A locality team, such as {@code T07}. */
public record TeamCode(String value) {}
