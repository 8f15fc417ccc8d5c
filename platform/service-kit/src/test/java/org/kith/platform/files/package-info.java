@NullMarked
package org.kith.platform.files;

import org.jspecify.annotations.NullMarked;
