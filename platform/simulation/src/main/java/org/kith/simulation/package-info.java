/**
 * Runs the real relay, inbox, reconciliation and placement policy under one seeded scheduler: made-up databases, a made-up broker and
 * every fault they can have, and checks after each episode that nothing was lost, doubled or turned round.
 */
@NullMarked
package org.kith.simulation;

import org.jspecify.annotations.NullMarked;
