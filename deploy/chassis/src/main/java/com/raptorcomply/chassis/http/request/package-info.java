/**
 * Validates the texts, names, identifiers and times that clients send, alike in every service, with the error for each.
 */
@NullMarked
package com.raptorcomply.chassis.http.request;

import org.jspecify.annotations.NullMarked;
