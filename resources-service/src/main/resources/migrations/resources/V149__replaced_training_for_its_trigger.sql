-- Only the trigger follow_replaced_training calls this function, and runs as the owner already.
ALTER FUNCTION mark_replaced_training(uuid, uuid, uuid) SECURITY INVOKER;
