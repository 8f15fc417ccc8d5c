package org.kith.simulation;

/** The database refused a statement; its transaction can only be given up. */
final class StatementFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StatementFailed(String what) {
        super(what, null, false, false);
    }
}
