package org.kith.launcher.walks;

/** How somebody goes through the pages. */
public enum Way {
    /** At a desk, with a mouse. */
    DESK(1280, true, false),
    /** On a telephone, with a finger. */
    TELEPHONE(390, true, false),
    /** At a desk with the keyboard alone. */
    KEYBOARD(1280, true, true),
    /** As narrow as a telephone, with the keyboard alone. */
    NARROW_KEYBOARD(390, true, true),
    /** On a telephone whose browser runs no scripts. */
    WITHOUT_SCRIPTS(390, false, false);

    private final int width;
    private final boolean scripts;
    private final boolean keyboard;

    Way(int width, boolean scripts, boolean keyboard) {
        this.width = width;
        this.scripts = scripts;
        this.keyboard = keyboard;
    }

    int width() {
        return width;
    }

    boolean runsScripts() {
        return scripts;
    }

    boolean isKeyboardAlone() {
        return keyboard;
    }

    /**
     * Seconds for a letter. People type 36 words a minute on a telephone (Palin and others, 2019, 37,000 people) and 52 at a desk
     * (Dhakal and others, 2018, 168,000 people); a word has five letters.
     */
    double secondsForALetter() {
        return 60.0 / (5 * (width == TELEPHONE.width ? 36 : 52));
    }
}
