"""Regions by Kemendagri code, valid from and until. BPS codes stand beside them and are never derived."""
