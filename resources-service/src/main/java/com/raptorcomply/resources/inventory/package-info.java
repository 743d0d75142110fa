/** The inventory of an organization: facilities, control centers, cyber systems, cyber assets, physical areas. */
@NullMarked
package com.raptorcomply.resources.inventory;

import org.jspecify.annotations.NullMarked;
