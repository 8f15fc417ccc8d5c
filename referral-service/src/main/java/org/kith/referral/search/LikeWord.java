package org.kith.referral.search;

/**
 * A word of somebody's name that is like one that was typed.
 *
 * @param clue which of the typed words
 * @param score 1 for the same
 */
record LikeWord(int clue, String word, Likeness how, double score) {}
