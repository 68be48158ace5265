"""What any service needs: errors, logs, retries, HTTP habits. Knows nothing of chats or calls."""
