/** The API key as text: its format, how one is made, how a presented one is read and recognised without a look-up. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.keyservice.client.key;
