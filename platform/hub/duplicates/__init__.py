"""Members that stand in the list twice: found, compared side by side, and made one (名寄せ)."""
