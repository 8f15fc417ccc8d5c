/** What kind of file somebody sent, before anything is read out of it. */
@NullMarked
package org.kith.platform.files;

import org.jspecify.annotations.NullMarked;
