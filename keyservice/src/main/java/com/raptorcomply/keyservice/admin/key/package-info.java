/** The pages about API keys: list, creation, one key, change, rotation, revocation. */
@NullMarked
package com.raptorcomply.keyservice.admin.key;

import org.jspecify.annotations.NullMarked;
