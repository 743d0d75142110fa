/** Starts, wires and stops the service for the compliance data of all organizations. */
@NullMarked
package com.raptorcomply.resources;

import org.jspecify.annotations.NullMarked;
