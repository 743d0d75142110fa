/** Policy documents: their types, parts, states and approved versions. */
@NullMarked
package com.raptorcomply.resources.policy;

import org.jspecify.annotations.NullMarked;
