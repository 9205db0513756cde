"""The GLSL programs: shaded colour, depth with ids, shadow map. All read `Mesh.vertices`."""

VERTEX = """
#version 330
uniform mat4 view_projection;
uniform mat4 to_world;
uniform vec3 eye;
uniform vec3 forward;
uniform vec3 bend;          // taper, bulge, height in metres
in vec3 position; in vec3 normal; in vec2 uv; in float material;
out vec3 world; out vec3 facing; out vec3 local; out vec3 side; out vec2 texel; flat out int kind; out float depth;
void main() {
    float up = clamp(position.y / bend.z, 0.0, 1.0);
    float girth = 1.0 + bend.x * (up - 0.5) + bend.y * (4.0 * up * (1.0 - up) - 0.5);
    vec4 p = to_world * vec4(position * vec3(girth, 1.0, girth), 1.0);
    world = p.xyz;
    mat3 turn = mat3(to_world);
    facing = turn * (normal / vec3(dot(turn[0], turn[0]), dot(turn[1], turn[1]), dot(turn[2], turn[2])));
    local = position;
    side = abs(normal);
    texel = uv;
    kind = int(material + 0.5);
    depth = dot(p.xyz - eye, forward);
    gl_Position = view_projection * p;
}
"""

MATERIALS = """
#version 330
uniform vec4 tint[48];      // sRGB colour or multiplier, texture layer or -1
uniform vec4 info[48];      // opacity, shininess, emission, id
uniform sampler2DArray pictures;
in vec3 world; in vec3 facing; in vec3 local; in vec3 side; in vec2 texel; flat in int kind; in float depth;
"""

IDS = (
    MATERIALS
    + """
uniform float id;           // 0: the material's own
out vec2 result;            // depth in metres, id
void main() {
    if (info[kind].x < 0.05) discard;
    if (tint[kind].w >= 0.0 && texture(pictures, vec3(texel, tint[kind].w)).a < 0.5) discard;
    result = vec2(depth, id > 0.0 ? id : info[kind].w);
}
"""
)

COLOUR = (
    MATERIALS
    + """
uniform vec3 eye;
uniform vec3 room;
uniform int lights;
uniform vec3 light_position[4];
uniform vec3 light_rgb[4];
uniform float ambient;
uniform vec3 ambient_rgb;
uniform mat4 shadow_projection;
uniform sampler2DShadow shadow;
uniform sampler2D contact;
uniform bool clear_pass;    // glass and the like, blended over the rest
uniform vec4 cover[48];     // layer of `patterns` or -1, repeats a metre
uniform sampler2DArray patterns;
out vec4 result;

float corner(float distance_m, float across) {  // light that a wall nearby takes away
    return 1.0 - 0.3 * (1.0 - abs(across)) * exp(-max(distance_m, 0.0) / 0.3);
}

float lit() {               // share of light 0 that arrives, over a small square of the shadow map
    vec4 p = shadow_projection * vec4(world, 1.0);
    if (p.w <= 0.0) return 1.0;
    vec3 q = p.xyz / p.w * 0.5 + 0.5;
    if (q.x < 0.0 || q.x > 1.0 || q.y < 0.0 || q.y > 1.0 || q.z > 1.0) return 1.0;
    float sum = 0.0;
    for (int i = -1; i <= 1; i += 2)
        for (int j = -1; j <= 1; j += 2)
            sum += texture(shadow, vec3(q.xy + vec2(i, j) * 0.0022, q.z - 0.0008));
    return sum / 4.0;
}

void main() {
    vec4 base = vec4(tint[kind].rgb, 1.0);
    if (tint[kind].w >= 0.0) {
        vec4 picture = texture(pictures, vec3(texel, tint[kind].w));
        if (picture.a < 0.5) discard;
        base.rgb *= picture.rgb;
    }
    if (cover[kind].x >= 0.0) {  // laid on from the front, the side or above, whichever the surface faces
        vec2 flat_on = side.x > max(side.y, side.z) ? local.zy : side.y > side.z ? local.xz : local.xy;
        base.rgb = texture(patterns, vec3(flat_on * cover[kind].y, cover[kind].x)).rgb;
    }
    float opacity = info[kind].x;
    if (clear_pass != (opacity < 0.92)) discard;
    vec3 albedo = pow(clamp(base.rgb, 0.0, 1.0), vec3(2.2));
    vec3 n = facing / max(length(facing), 1e-6);
    vec3 toward = normalize(eye - world);
    if (dot(n, toward) < 0.0) n = -n;
    float open = corner(world.x, n.x) * corner(room.x - world.x, n.x) * corner(world.z, n.z)
               * corner(room.z - world.z, n.z) * corner(world.y, n.y) * corner(room.y - world.y, n.y);
    open *= mix(texture(contact, world.xz / room.xz).r, 1.0, smoothstep(0.0, 0.35, world.y));
    vec3 sum = ambient * ambient_rgb * (0.85 + 0.15 * n.y) * open * albedo;
    for (int i = 0; i < lights; ++i) {
        vec3 path = light_position[i] - world;
        float square = dot(path, path);
        vec3 l = path * inversesqrt(max(square, 1e-4));
        float strength = max(dot(n, l), 0.0) / (square + 1.2);
        if (i == 0 && strength > 0.0) strength *= lit();
        vec3 halfway = (l + toward) / max(length(l + toward), 1e-4);
        float gloss = info[kind].y * 0.25 * pow(max(dot(n, halfway), 0.0), 40.0);
        sum += light_rgb[i] * strength * (albedo + gloss) * mix(open, 1.0, 0.5);
    }
    sum += info[kind].z * albedo;
    result = vec4(sum, clear_pass ? max(opacity, 0.12) : 1.0);
}
"""
)

SHADOW_VERTEX = """
#version 330
uniform mat4 view_projection;
uniform mat4 to_world;
in vec3 position;
void main() { gl_Position = view_projection * to_world * vec4(position, 1.0); }
"""

SHADOW = """
#version 330
void main() {}
"""
