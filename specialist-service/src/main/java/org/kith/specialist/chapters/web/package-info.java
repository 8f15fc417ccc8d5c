/** Doors to write in a chapter and to read a family's chapters. */
@NullMarked
package org.kith.specialist.chapters.web;

import org.jspecify.annotations.NullMarked;
