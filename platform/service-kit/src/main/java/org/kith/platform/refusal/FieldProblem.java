package org.kith.platform.refusal;

/**
 * One field that cannot be taken as it is.
 *
 * @param field JSON path within the body, such as {@code children[1].dateOfBirth}
 * @param code stable and kebab case, such as {@code date-in-the-future}
 * @param message what is wrong and what to do, in plain words, without repeating the value
 */
public record FieldProblem(String field, String code, String message) {}
