package org.kith.tiny;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Keeps notes, one council's apart from another's. */
@SpringBootApplication
public class TinyService {}
