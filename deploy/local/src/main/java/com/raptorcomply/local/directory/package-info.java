/** The data directory of a local run: who uses it, its secrets, and what it tells the person at the terminal. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.local.directory;
