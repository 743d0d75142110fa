/** Follows the key service's organizations and people, to which records refer. */
@NullMarked
package com.raptorcomply.resources.directory;

import org.jspecify.annotations.NullMarked;
