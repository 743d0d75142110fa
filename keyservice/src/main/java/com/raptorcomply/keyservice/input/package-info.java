/** What callers may write: body fields, parameters, names and times, each with its bound and the answer that refuses it. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.keyservice.input;
