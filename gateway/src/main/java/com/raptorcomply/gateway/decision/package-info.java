/**
 * Whether a request may pass: cached grants, the questions to the key service behind them, and the {@link
 * com.raptorcomply.gateway.decision.Permit} without which nothing further on can be reached.
 */
@NullMarked
package com.raptorcomply.gateway.decision;

import org.jspecify.annotations.NullMarked;
