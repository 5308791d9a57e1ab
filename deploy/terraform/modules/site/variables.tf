variable "stage" {
  description = "dev, staging or prod."
  type        = string

  validation {
    condition     = contains(["dev", "staging", "prod"], var.stage)
    error_message = "stage must be dev, staging or prod."
  }
}

variable "prefix" {
  description = "Start of all names; some must be unique in all of Azure."
  type        = string
  default     = "jobmatch"

  validation {
    condition     = can(regex("^[a-z][a-z0-9]{2,9}$", var.prefix))
    error_message = "prefix must be 3 to 10 small letters and digits and begin with a letter."
  }
}

variable "location" {
  description = "Azure region: inside the EU, where the people are whose CVs are kept."
  type        = string
  default     = "francecentral"

  validation {
    condition     = contains(["francecentral", "germanywestcentral", "northeurope", "westeurope", "swedencentral"], var.location)
    error_message = "location must be a region of the EU with three zones, such as francecentral."
  }
}

variable "address_space" {
  description = "Private addresses of this stage, a /16 inside 10.0.0.0/8."
  type        = string
}

variable "operator_addresses" {
  description = "Public addresses from which Terraform and operators work."
  type        = list(string)
}

variable "admin_group_ids" {
  description = "Groups of Entra ID whose members administer the cluster."
  type        = list(string)
}

variable "alert_addresses" {
  description = "Who gets a mail when something is wrong."
  type        = list(string)
}

variable "mail_username" {
  description = "Name at the mail server."
  type        = string
  sensitive   = true
  ephemeral   = true
}

variable "mail_password" {
  description = "Password at the mail server."
  type        = string
  sensitive   = true
  ephemeral   = true
}

variable "password_version" {
  description = "Raise it to give the database a new password, here and in the vault at once."
  type        = number
  default     = 1
}

variable "mail_version" {
  description = "Raise it after the name or password at the mail server changed."
  type        = number
  default     = 1
}

variable "is_highly_available" {
  description = "Zones, standbys and a promised uptime."
  type        = bool
}

variable "kubernetes_version" {
  description = "Minor version, such as 1.33."
  type        = string
  default     = "1.33"
}

variable "node_size" {
  description = "Machine of the nodes."
  type        = string
}

variable "min_nodes" {
  description = "Fewest nodes."
  type        = number
}

variable "max_nodes" {
  description = "Most nodes."
  type        = number
}

variable "database_sku" {
  description = "Size of PostgreSQL."
  type        = string
}

variable "database_storage_mb" {
  description = "First size of its disk."
  type        = number
}

variable "redis_sku" {
  description = "Size of Redis."
  type        = string
}
