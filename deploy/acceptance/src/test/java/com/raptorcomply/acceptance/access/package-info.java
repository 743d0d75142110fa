/** Tests access control: one table of every endpoint and every kind of caller, and requests for each of its cells. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.acceptance.access;
