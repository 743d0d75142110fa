/** Who may call what: one table of every endpoint and every kind of caller, and the walk over it. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.acceptance.access;
