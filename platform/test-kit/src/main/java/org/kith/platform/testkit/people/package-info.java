/** Made-up families that are unmistakable. */
@NullMarked
package org.kith.platform.testkit.people;

import org.jspecify.annotations.NullMarked;
