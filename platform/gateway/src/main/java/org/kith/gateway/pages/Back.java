package org.kith.gateway.pages;

/** The link above a page that leads back to where it was opened from. */
public record Back(String path, String text) {}
