/** What clients write and every service reads alike: texts, names, identifiers and times, each with the answer that refuses it. */
@NullMarked
package com.raptorcomply.chassis.http.request;

import org.jspecify.annotations.NullMarked;
