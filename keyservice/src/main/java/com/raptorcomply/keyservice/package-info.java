/** The key service: the authority for who is calling, with which key, and what that key may do. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.keyservice;
