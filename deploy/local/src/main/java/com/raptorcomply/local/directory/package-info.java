/** The data directory of a local run: its lock, its secrets, and the addresses and keys for the user. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.local.directory;
