/** County figures, as known now or then, beside what is published, down to the facts behind them. */
@NullMarked
package org.kith.gateway.figures;

import org.jspecify.annotations.NullMarked;
