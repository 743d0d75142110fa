/** The service that keeps the compliance data of every organization, assembled. */
@NullMarked
package com.raptorcomply.resources;

import org.jspecify.annotations.NullMarked;
