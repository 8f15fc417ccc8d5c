package org.kith.outcomes.reconciliation;

/**
 * What came of counting families anew.
 *
 * @param familiesAnew how many families had counts that did not follow from their facts, and have them now
 * @param reconciled what came of counting everything again after it
 */
public record Recounted(long familiesAnew, Reconciled reconciled) {}
