/** The steps of a start: how each is told, waited for and undone, and what stops them. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.local.step;
