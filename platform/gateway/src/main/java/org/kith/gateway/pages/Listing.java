package org.kith.gateway.pages;

/** A page of a long list: what is shown of how much, and where the next and the former begin. */
public record Listing(int offset, int limit, long total) {

    /** Rows on a page. */
    public static final int ROWS = 50;

    public static Listing of(int offset, long total) {
        return new Listing(Math.max(0, offset), ROWS, total);
    }

    public boolean more() {
        return offset + limit < total;
    }

    public boolean before() {
        return offset > 0;
    }

    public int next() {
        return offset + limit;
    }

    public int former() {
        return Math.max(0, offset - limit);
    }

    public long last() {
        return Math.min(total, (long) offset + limit);
    }
}
