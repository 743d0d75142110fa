/** Holds the results of a verification: grants, reasons of refusal, and the changes that end them. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.keyservice.client.grant;
