/** Starts and stops everything in order: database, broker, mailbox, issuer, gateway and the four services. */
@NullMarked
package org.kith.launcher.services;

import org.jspecify.annotations.NullMarked;
