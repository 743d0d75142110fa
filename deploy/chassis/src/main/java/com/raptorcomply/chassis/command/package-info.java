/** Operators' commands of a service, which use its database and settings. */
@NullMarked
package com.raptorcomply.chassis.command;

import org.jspecify.annotations.NullMarked;
