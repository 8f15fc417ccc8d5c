/** A mailbox on loopback that takes every e-mail and shows it on a plain page; nothing leaves the machine. */
@NullMarked
package org.kith.launcher.mailbox;

import org.jspecify.annotations.NullMarked;
