"""What `./run bench matching` measures with: instances, the plain rival, and the whole command."""
