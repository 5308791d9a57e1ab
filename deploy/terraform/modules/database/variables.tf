variable "name" {
  description = "Start of all names here, such as jobmatch-dev."
  type        = string
}

variable "location" {
  description = "Azure region."
  type        = string
}

variable "resource_group_name" {
  description = "Resource group that everything is in."
  type        = string
}

variable "tags" {
  description = "Tags of every resource."
  type        = map(string)
}

variable "subnet_id" {
  description = "Subnet that is delegated to PostgreSQL."
  type        = string
}

variable "dns_zone_id" {
  description = "Private DNS zone of the server."
  type        = string
}

variable "sku" {
  description = "Size of the server, such as B_Standard_B2s or GP_Standard_D4ds_v5."
  type        = string

  validation {
    condition     = can(regex("^(B|GP|MO)_Standard_[A-Za-z0-9_]+$", var.sku))
    error_message = "sku must be like GP_Standard_D4ds_v5."
  }
}

variable "storage_mb" {
  description = "Disk in megabytes; it grows by itself and never shrinks."
  type        = number

  validation {
    condition     = contains([32768, 65536, 131072, 262144, 524288, 1048576, 2097152], var.storage_mb)
    error_message = "storage_mb must be a size that Azure offers, such as 131072."
  }
}

variable "is_highly_available" {
  description = "A standby in another zone. Not with a B_ size."
  type        = bool
}

variable "backup_days" {
  description = "How far back the server itself can be restored."
  type        = number

  validation {
    condition     = var.backup_days >= 7 && var.backup_days <= 35
    error_message = "backup_days must be 7 to 35."
  }
}

variable "password" {
  description = "Password of the administrator; never kept in the state."
  type        = string
  sensitive   = true
  ephemeral   = true
}

variable "password_version" {
  description = "Raise it to set a new password."
  type        = number
}
